#!/usr/bin/env bash
# Checks the contracts, writes the reports and a summary; the exit code goes to the step's outputs, for the last step.
# DOCUMENTS (one a line), POLICY, FAIL_ON, PROFILES, REPORTS say what; GITHUB_OUTPUT and GITHUB_STEP_SUMMARY take the rest.
set -uo pipefail

documents=()
while IFS= read -r line; do
    [ -n "$line" ] || continue
    found=0
    while IFS= read -r path; do
        documents+=("$path")
        found=1
    done < <(compgen -G "$line")
    [ "$found" -eq 1 ] || documents+=("$line") # bpo-check says that it is not there
done <<<"${DOCUMENTS:-}"

options=()
[ -z "${POLICY:-}" ] || options+=(--policy "$POLICY")
[ -z "${FAIL_ON:-}" ] || options+=(--fail-on "$FAIL_ON")
for profile in ${PROFILES:-}; do options+=(--profile "$profile"); done
for format in json markdown html sarif junit; do options+=(--format "$format"); done

rm -rf "$REPORTS"
bpo-check "${options[@]}" --output "$REPORTS/" -- "${documents[@]}" 2>&1 | tee bpo-check.log
code=${PIPESTATUS[0]}

mkdir -p "$REPORTS/sarif"
mv bpo-check.log "$REPORTS/verdicts.txt"
sarif=false
for file in "$REPORTS"/*.sarif; do
    [ -e "$file" ] || continue
    mv "$file" "$REPORTS/sarif/"
    sarif=true
done
{
    echo "<!-- bpo-check -->"
    echo '```text'
    tr -d '`' <"$REPORTS/verdicts.txt"
    echo '```'
    for file in "$REPORTS"/*.md; do
        [ -e "$file" ] || continue
        echo
        cat "$file"
    done
} | head -c 60000 | iconv -c -f UTF-8 -t UTF-8 >"$REPORTS/summary.md" # a comment holds 65536 characters
cat "$REPORTS/summary.md" >>"$GITHUB_STEP_SUMMARY"
printf 'code=%s\nsarif=%s\n' "$code" "$sarif" >>"$GITHUB_OUTPUT"
