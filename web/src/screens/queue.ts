import "./screen.css";
import { mount } from "svelte";
import ScreenEntry from "./ScreenEntry.svelte";
import QueuePage from "./QueuePage.svelte";

const target = document.getElementById("page");
if (target) mount(ScreenEntry, { target, props: { page: QueuePage } });
