import "../look/base.css";
import { mount } from "svelte";
import DoorEntry from "./DoorEntry.svelte";

const target = document.getElementById("page");
if (target) mount(DoorEntry, { target });
