import "../look/base.css";
import { mount } from "svelte";
import StageEntry from "./StageEntry.svelte";

const target = document.getElementById("page");
if (target) mount(StageEntry, { target });
