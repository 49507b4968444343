// html.js - what every page writes its elements with: preact through htm's tag, so that nothing is compiled
import { Fragment, h, render } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import htm from "htm";

const html = htm.bind(h);

export { Fragment, html, render, useCallback, useEffect, useLayoutEffect, useRef, useState };
