import "../look/base.css";
import "./print.css";
import { mount } from "svelte";
import CheckEntry from "./CheckEntry.svelte";

const target = document.getElementById("page");
if (target) mount(CheckEntry, { target });
