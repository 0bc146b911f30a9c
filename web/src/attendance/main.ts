import "../look/base.css";
import { mount } from "svelte";
import AttendanceEntry from "./AttendanceEntry.svelte";

const target = document.getElementById("page");
if (target) mount(AttendanceEntry, { target });
