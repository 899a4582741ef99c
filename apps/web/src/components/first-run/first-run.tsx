"use client";
export function FirstRun() { return <p>first</p>; }
