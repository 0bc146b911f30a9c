import "./screen.css";
import { mount } from "svelte";
import ScreenEntry from "./ScreenEntry.svelte";
import WallPage from "./WallPage.svelte";

const target = document.getElementById("page");
if (target) mount(ScreenEntry, { target, props: { page: WallPage } });
