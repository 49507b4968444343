#!/usr/bin/env bash
# http_client.sh - plays ten turns of a story over HTTP with curl and prints them: bash docs/http_client.sh URL STORY
#
# URL is what `turnstone serve` printed. JSON is taken apart by python3, which any other reader of JSON can stand in for.
set -euo pipefail
url=${1:?URL} story=${2:?STORY}
base=$(printf %s "$url" | grep -oE '^https?://[^/]+')
jar=$(mktemp)
trap 'rm -f "$jar"' EXIT
csrf=

# ask METHOD PATH [BODY [KEY]]
ask() {
  local words=(-sS --fail-with-body -b "$jar" -c "$jar" -X "$1" -H "X-CSRF-Token: $csrf")
  [ -z "${3:-}" ] || words+=(-H "Content-Type: application/json" -d "$3")
  [ -z "${4:-}" ] || words+=(-H "Idempotency-Key: $4")
  curl "${words[@]}" "$base/api/v1$2"
}

# Of a screen or a turn: $run, $text, $ended (empty while it goes on), and of its first open choice $label and $body, which takes it.
read_screen() {
  eval "$(printf %s "$1" | python3 -c '
import json, shlex, sys
it = json.load(sys.stdin)
choice = next((c for c in it["choices"] if not c["locked"]), {"id": "", "label": ""})
body = {"choice": choice["id"], "turn": it["turn"], "answer": "so be it" if choice.get("ask") else None}
said = {"run": it["run"], "text": it["text"], "label": choice["label"], "body": json.dumps(body), "ended": str(it["ending"]) if "state" in it else ""}
for name, value in said.items(): print(f"{name}={shlex.quote(value)}")')"
}

begin() {
  read_screen "$(ask POST /runs "{\"story\":\"$story\"}")"
  printf '%s\n' "$text"
}

curl -s -o /dev/null -c "$jar" "$url" # the token of the link becomes a cookie
csrf=$(ask GET /me | grep -oE '"csrf":"[^"]*"' | cut -d'"' -f4)
begin
for number in 1 2 3 4 5 6 7 8 9 10; do
  chosen=$label
  # Sent again with the same key, a turn is taken once.
  read_screen "$(ask POST "/runs/$run/turns" "$body" "$run-$number")"
  printf '\n> %s\n\n%s\n' "$chosen" "$text"
  [ -n "$ended" ] || continue
  printf '\nthe end: %s\n\n' "$ended" # another life begins
  begin
done
ask POST "/runs/$run/pause" '{}' >/dev/null
