import "../look/base.css";
import { mount } from "svelte";
import RosterEntry from "./RosterEntry.svelte";

const target = document.getElementById("page");
if (target) mount(RosterEntry, { target });
