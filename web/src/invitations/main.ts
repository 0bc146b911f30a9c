import "../look/base.css";
import { mount } from "svelte";
import InvitationsEntry from "./InvitationsEntry.svelte";

const target = document.getElementById("page");
if (target) mount(InvitationsEntry, { target });
