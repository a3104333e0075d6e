/** Curves beyond these take the colours again, dashed. Each colour has a contrast of 4.5 to 1 with its background. */
const light = ["#00695c", "#0063a8", "#a34a00", "#96457c", "#7a6000", "#5b54b0", "#a83232"];
const dark = ["#5fc3a8", "#6bb5ee", "#f0935a", "#e08fc0", "#d9b64a", "#a9a2f5", "#f08a8a"];

/** Baselines have no colour, and broken lines: grey and ink by turns, in three patterns. */
const patterns = ["6 4", "10 3 2 3", "2 4"];

/** The classes of curves of a chart, by whether each is a baseline. */
export function curveStyles(areBaselines: readonly boolean[]): string[] {
  return areBaselines.map((isBaseline, i) => {
    const before = areBaselines.slice(0, i).filter((other) => other === isBaseline).length;
    if (isBaseline) return `baseline base${before % 2} pattern${before % patterns.length}`;
    return `c${before % light.length}${before < light.length ? "" : " again"}`;
  });
}

const colours = (values: readonly string[]) => values.map((value, i) => `--c${i}:${value};`).join("");

/** The report's style sheet: system fonts, no file from anywhere. */
export const style = `
:root{color-scheme:light dark;--bg:#fbfaf8;--surface:#fff;--line:#e3dfd8;--axis:#918a7f;--ink:#1d1b18;--muted:#615c54;--base:#6b655c;--cover:#fff0;--shade:#1d1b1826;${colours(light)}}
@media (prefers-color-scheme:dark){:root{--bg:#151513;--surface:#1d1d1a;--line:#34332f;--axis:#7a756b;--ink:#f1efe9;--muted:#aea99f;--base:#a8a399;--cover:#1d1d1a00;--shade:#0009;${colours(dark)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1040px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:26px;line-height:1.2;margin:0 0 4px;text-wrap:balance}
h2{font-size:19px;margin:0 0 2px}
h3{font-size:15px;margin:28px 0 4px}
p{margin:0 0 12px}
.facts{color:var(--muted);font-size:14px}
section{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:20px 24px;margin:24px 0 0}
svg{display:block;max-width:100%;height:auto;margin:16px 0 8px;font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
svg.narrow{display:none}
.grid{stroke:var(--line)}.axis{stroke:var(--axis)}
.tick,.title{fill:var(--muted);font-size:12px}
.target{stroke:var(--muted);stroke-dasharray:2 4}
.band{fill:var(--c);opacity:.13}
.curve{fill:none;stroke:var(--c);stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}
.curve.again{stroke-dasharray:14 3}
${patterns.map((pattern, i) => `.curve.pattern${i}{stroke-dasharray:${pattern}}`).join("")}
.dot{fill:transparent}.dot:hover{fill:var(--c)}
.end{fill:var(--c)}
.name{fill:var(--c);font-weight:600}
${light.map((_, i) => `.c${i}{--c:var(--c${i})}`).join("")}.base0{--c:var(--base)}.base1{--c:var(--ink)}
.key{display:none;flex-wrap:wrap;gap:2px 16px;margin:0 0 12px;padding:0;list-style:none;font-size:13px;font-weight:600}
.key li{display:flex;align-items:center;gap:6px;color:var(--c)}.key svg{margin:0}
.scroll{overflow-x:auto;margin:6px 0 0;background:linear-gradient(to left,var(--surface) 40%,var(--cover)) right/36px 100% no-repeat local,linear-gradient(to left,var(--shade),transparent) right/16px 100% no-repeat scroll}
.sideways{display:none}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%}
.caption{color:var(--muted);font-size:13px;margin:0}
th,td{text-align:right;padding:7px 0 7px 18px;border-top:1px solid var(--line);white-space:nowrap;vertical-align:top}
th:first-child{text-align:left;padding:7px 8px 7px 0;position:sticky;left:0;background:var(--surface)}
thead th{border-top:0;vertical-align:bottom;color:var(--muted);font-weight:500;font-size:13px}
tbody th{font-weight:600;color:var(--c)}
td small{display:block;color:var(--muted);font-size:12px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:12px 0 0}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
@media (max-width:640px){
main{padding:20px 12px 40px}section{padding:16px 14px}
thead th{white-space:normal}
svg.wide{display:none}svg.narrow{display:block}.key{display:flex}.sideways{display:inline}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}
}`;
