# Sourced by ./jbang when something is missing: installs it, after saying what.
# shellcheck shell=bash disable=SC2154 # variables that ./jbang sets

# find_manager: sets `manager` to the package manager, and `refresh` and `install` to its commands.
find_manager() {
    manager=none
    if type -P apt-get >/dev/null; then
        manager=apt
        refresh=(apt-get -qq -o DPkg::Lock::Timeout=300 update)
        install=(apt-get -y -o DPkg::Lock::Timeout=300 install --no-install-recommends)
    elif type -P dnf >/dev/null; then
        manager=dnf
        refresh=()
        install=(dnf -y install)
    elif type -P brew >/dev/null; then
        manager=brew
        refresh=(brew update)
        install=(brew install)
    fi
}

# is_known PACKAGE: whether the manager can install it.
is_known() {
    case $manager in
        apt) apt-cache show --no-all-versions "$1" ;;
        dnf) dnf -q list "$1" ;;
        brew) brew info "$1" ;;
    esac >/dev/null 2>&1 </dev/null
}

# choose A,B: the first package that the manager knows, else A.
choose() {
    local package IFS=,
    case $1 in *,*) ;; *) printf '%s' "$1"; return ;; esac
    for package in $1; do
        is_known "$package" && { printf '%s' "$package"; return; }
    done
    printf '%s' "${1%%,*}"
}

# find_packages: sets `packages` to what brings the tools in `missing`, each once.
find_packages() {
    local row apt dnf brew wanted package
    packages=()
    for row in "${missing[@]}"; do
        read -r _ _ _ _ _ apt dnf brew _ <<< "$row"
        case $manager in
            apt) wanted=$apt ;;
            dnf) wanted=$dnf ;;
            brew) wanted=$brew ;;
        esac
        [ "$wanted" != - ] || continue
        for package in ${wanted//+/ }; do
            package=$(choose "$package")
            case " ${packages[*]-} " in *" $package "*) ;; *) packages+=("$package") ;; esac
        done
    done
}

# name_missing: tells which tools are not here, and what each is for.
name_missing() {
    local row tool purpose
    say "this machine lacks:"
    for row in "${missing[@]}"; do
        read -r tool _ _ _ _ _ _ _ purpose <<< "$row"
        printf '    %-10s %s\n' "$tool" "$purpose" >&2
    done
}

# needs_sudo: whether this user must become another one to change the system.
needs_sudo() {
    [ "$manager" != brew ] && [ "$(id -u)" != 0 ]
}

# may_install: whether this user can install packages without being asked for a password.
may_install() {
    needs_sudo || return 0
    type -P sudo >/dev/null && sudo -n true 2>/dev/null
}

# type_line WORD...: shows a command line for a person to copy.
type_line() {
    local line="$*"
    line=${line// -o DPkg::Lock::Timeout=300/}
    printf '    %s\n' "${line// -qq/}" >&2
}

# tell_how: names the commands that would install what is missing.
tell_how() {
    local before=''
    if ! needs_sudo; then
        say "install it with"
    elif type -P sudo >/dev/null; then
        before='sudo '
        say "install it with"
    else
        say "have someone who may change this machine (root) install it with"
    fi
    [ ${#refresh[@]} -eq 0 ] || type_line "$before${refresh[*]}"
    type_line "$before${install[*]}" "${packages[*]}"
    say "and call ./jbang again."
}

# run_privileged WORD...: runs a command as the one who may change the system. Nothing may inherit
# our lock (descriptor 9): a service that a package starts would hold it for ever.
run_privileged() {
    if needs_sudo; then
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
    else
        DEBIAN_FRONTEND=noninteractive "$@"
    fi >&2 </dev/null 9>&-
}

# refuse NAMED: ends, with all that these groups of tools lack and how to install it: whoever has to
# ask someone else for it wants to ask once.
refuse() {
    find_missing "$1"
    name_missing
    if [ "$manager" = none ]; then
        die "there is no apt, dnf or brew here: install these with your system's own means"
    fi
    find_packages
    [ ${#packages[@]} -gt 0 ] || die "$manager has no package for them; see ./jbang doctor"
    tell_how
    exit 1
}

# install_missing GROUPS NAMED: installs the tools in `missing`, which are those of GROUPS, or says
# how to install those of NAMED and ends.
install_missing() {
    find_manager
    if [ "$manager" = none ] || [ "${SMP_COURSE_INSTALL:-yes}" = no ] || ! may_install; then
        refuse "$2"
    fi
    name_missing
    if [ ${#refresh[@]} -gt 0 ]; then
        say "bringing $manager's list of packages up to date: ${refresh[*]}"
        run_privileged "${refresh[@]}" || say "that failed (no network?); trying with the old list"
    fi
    find_packages
    [ ${#packages[@]} -gt 0 ] || die "$manager has no package for them; see ./jbang doctor"
    say "installing with $manager: ${packages[*]}"
    if ! run_privileged "${install[@]}" "${packages[@]}"; then
        say "the installation failed (see above; without network it cannot work)."
        tell_how
        exit 1
    fi
    hash -r
    if find_missing "$1"; then
        name_missing
        die "the packages are installed, but these are still not to be found; see ./jbang doctor"
    fi
}
