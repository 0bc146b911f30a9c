import "../look/base.css";
import { mount } from "svelte";
import PictureEntry from "./PictureEntry.svelte";

const target = document.getElementById("page");
if (target) mount(PictureEntry, { target });
