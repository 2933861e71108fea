#!/usr/bin/env bash
# Puts the summary into the pull request: over the comment of an earlier run, where there is one.
set -euo pipefail

comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
earlier=$(gh api --paginate "$comments" --jq '.[] | select(.body | startswith("<!-- bpo-check -->")) | .id')
earlier=${earlier%%$'\n'*}
if [ -n "$earlier" ]; then
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$earlier" -F "body=@$REPORTS/summary.md" >/dev/null
else
    gh api --method POST "$comments" -F "body=@$REPORTS/summary.md" >/dev/null
fi
