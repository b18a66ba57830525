# Sourced by ./jbang: which tools of tools.list are missing here.
# shellcheck shell=bash disable=SC2154 # variables that ./jbang sets

# groups_of COMMAND ARGUMENT...: the groups of tools that a call needs.
groups_of() {
    local command=$1 argument groups=start
    shift
    case $command in
        check) [ $# -eq 0 ] || groups=start,check ;; # alone it lists the steps
        bench) groups=start,check ;;
        book | slides) groups=start,course,check,book ;;
        course) groups=start,course ;;
        test) groups=start,course,check,test ;;
    esac
    for argument; do
        case $argument in
            -h | --help | -V | --version) groups=start ;;
            --thorough) groups=$groups,thorough ;;
            --pdf) case $command in book | slides) groups=$groups,print ;; esac ;;
        esac
    done
    printf '%s' "$groups"
}

# told_by COMMAND: the groups, each after a comma, that a command tells about and can do without.
told_by() {
    case $1 in
        doctor) printf ',course,check' ;;
    esac
}

# share_a_word A B: whether two comma-separated lists have a word in common.
share_a_word() {
    local word IFS=,
    for word in $1; do
        case ,$2, in *",$word,"*) return 0 ;; esac
    done
    return 1
}

# present PROBE: whether one of the programs or files is there.
present() {
    local place IFS=,
    for place in $1; do # unquoted: the wildcards of files are expanded here
        case $place in
            jdk) find_jdk ;;
            /*) [ -e "$place" ] ;;
            *) type -P "$place" >/dev/null ;;
        esac && return 0
    done
    return 1
}

# find_missing GROUPS: sets `missing` to the lines of tools.list whose tools are wanted, not here;
# fails when there are none.
find_missing() {
    local tool groups probe rest
    missing=()
    while read -r tool groups probe rest; do
        case $tool in '' | '#'*) continue ;; esac
        share_a_word "$groups" "$1" || continue
        present "$probe" || missing+=("$tool $groups $probe $rest")
    done < "$root/tools/jbang/tools.list"
    [ ${#missing[@]} -gt 0 ]
}
