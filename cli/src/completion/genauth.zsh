#compdef genauth
# Completion of genauth for zsh.
_genauth() {
    local line value display
    local -a values displays open open_displays
    for line in "${(@f)$(command genauth __complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        value=${line%%$'\t'*}
        [[ -n $value ]] || continue
        display="$value  -- ${line#*$'\t'}"
        [[ -n ${line#*$'\t'} ]] || display=$value
        # Directories and objects are completed further, so no space follows them.
        if [[ $value == *[/=.@] ]]; then
            open+=("$value")
            open_displays+=("$display")
        else
            values+=("$value")
            displays+=("$display")
        fi
    done
    (( $#values )) && compadd -V genauth -l -d displays -a values
    (( $#open )) && compadd -V genauth -S '' -l -d open_displays -a open
    (( $#values + $#open ))
}
if [[ $funcstack[1] == _genauth ]]; then
    _genauth "$@"
else
    compdef _genauth genauth
fi
