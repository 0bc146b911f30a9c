import "./screen.css";
import { mount } from "svelte";
import ScreenEntry from "./ScreenEntry.svelte";
import LowerThirdPage from "./LowerThirdPage.svelte";

const target = document.getElementById("page");
if (target) mount(ScreenEntry, { target, props: { page: LowerThirdPage, quiet: true } });
