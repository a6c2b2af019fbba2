#include "transport/receipts/challenge.hpp"

#include <fmt/format.h>

namespace fettle::transport {
namespace {

constexpr std::uint32_t kModulus = 999'983;

/// Seven digits, none of them a leading zero, which would make the number octal.
std::uint32_t seven_digits(std::uint64_t bits) {
  return 1'000'000U + static_cast<std::uint32_t>(bits % 8'999'999U);
}

// csh reads line by line, and goes on after what it doesn't understand: it leaves here, as it takes
// `$?0` for a question. All others read the whole { } before they run any of it.
constexpr std::string_view kNoCsh = R"sh(:
test "$?0" = 00 || exec echo 'the shell that reads our text there is a csh'
test "$?0" = 00 || exit 126
)sh";

// Words must reach us: a start-up file may have sent both streams elsewhere. SIGURG harms nobody
// who doesn't trap it.
constexpr std::string_view kGate = R"sh(set +euf
f_refuse() {
  echo "the shell that reads our text there is no POSIX shell: $1" >&2
  exit 126
}
set -- $f_task
[ $# -eq 3 ] || f_refuse "it splits no words${ZSH_VERSION:+ (zsh $ZSH_VERSION)}"
[ "${2##*/}" != "$2" ] || f_refuse 'it cuts no prefixes'
f_proof=
trap 'f_proof=$(($1 ^ ${2##*/}))x$((($3 + $1) % 999983))' URG
kill -URG $$
trap - URG
set --
case $f_proof in *[!0-9x]* | '') f_refuse 'it runs no traps' ;; esac
for f_stream in /dev/fd/1 /dev/fd/2; do
  if [ -f "$f_stream" ] || [ "$f_stream" -ef /dev/null ]; then
    echo 'a start-up file sends the output of all commands elsewhere'
    echo 'a start-up file sends the output of all commands elsewhere' >&2
    exit 126
  fi
done
)sh";

}  // namespace

Challenge::Challenge(std::uint64_t bits)
    : first_(seven_digits(bits)),
      second_(seven_digits(bits >> 20U)),
      third_(seven_digits(bits >> 40U)) {}

std::string Challenge::gate() const {
  return fmt::format("{}{{\nf_task='{} a/{} {}'\n", kNoCsh, first_, second_, third_) +
         std::string(kGate);
}

std::string Challenge::proof() const {
  return fmt::format("{}x{}", first_ ^ second_, (third_ + first_) % kModulus);
}

bool Challenge::is_echoed_in(std::string_view words) {
  return words.contains(kNoCsh.substr(0, kNoCsh.rfind("test")));
}

}  // namespace fettle::transport
