import "../look/base.css";
import { mount } from "svelte";
import SiteEntry from "./SiteEntry.svelte";

const target = document.getElementById("page");
if (target) mount(SiteEntry, { target });
