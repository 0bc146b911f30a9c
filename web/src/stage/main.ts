import "../screens/screen.css";
import { mount } from "svelte";
import ScreenEntry from "../screens/ScreenEntry.svelte";
import StagePage from "./StagePage.svelte";

const target = document.getElementById("page");
if (target) mount(ScreenEntry, { target, props: { page: StagePage } });
