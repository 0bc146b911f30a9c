import "../look/base.css";
import { mount } from "svelte";
import HostEntry from "./HostEntry.svelte";

const target = document.getElementById("page");
if (target) mount(HostEntry, { target });
