# Completion of genauth for bash.
_genauth() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        printf -v line '%q' "${line%%$'\t'*}"
        COMPREPLY+=("$line")
    done < <(command genauth __complete --bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    # Directories and objects are completed further.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[/=.@] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
# Required parameters stay first. Older versions cannot keep the order.
complete -o nosort -F _genauth genauth 2>/dev/null || complete -F _genauth genauth
