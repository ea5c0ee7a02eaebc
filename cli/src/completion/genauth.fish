# Completion of genauth for fish.
function __genauth_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    command genauth __complete -- $words[2..-1] "$current" 2>/dev/null
end
complete -c genauth -f -k -a '(__genauth_complete)'
