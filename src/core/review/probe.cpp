#include "core/review/probe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/enum_name.hpp"
#include "base/utf8.hpp"
#include "core/review/dimension.hpp"

namespace fettle::review {
namespace {

constexpr std::size_t kOutputMax = 16U << 20U;
constexpr std::size_t kNotesMax = 50;
constexpr std::size_t kNoteMax = 300;

// Every line of a section says by its first byte what it is, so that no file's content can pass
// for a frame: `|` data, `!` a note, `?` a note that makes the section incomplete.
constexpr std::string_view kPrelude = R"sh(exec 2>/dev/null
LC_ALL=C
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin
export LC_ALL PATH
have() { command -v "$1" >/dev/null; }
note() { printf '!%s\n' "$1"; }
data() { sed '/^[!?|]/!s/^/|/'; }
if timeout 5 true; then limited() { timeout 30 "$@" </dev/null; }
else limited() { "$@" </dev/null; }
fi
failed() { printf '?%s failed or took too long\n' "$1"; }
# run: any failure counts; most: only when the tool could not be run or was stopped
run() { limited "$@" || failed "$1"; }
most() { limited "$@" || [ $? -lt 124 ] || failed "$1"; }
)sh";

/// Valid UTF-8 without NUL, which is all that a database takes.
std::string clean(std::string_view text) {
  std::string result;
  for (;;) {
    const auto bad = std::min(utf8::find_invalid(text), text.find('\0'));
    result += text.substr(0, bad);
    if (bad == std::string_view::npos) return result;
    result += '?';
    text.remove_prefix(bad + 1);
  }
}

void clean(Section& section) {
  std::map<std::string, std::vector<std::string>> facts;
  for (auto& [name, values] : section.facts) {
    for (auto& value : values) value = clean(value);
    facts.try_emplace(clean(name), std::move(values));
  }
  section.facts = std::move(facts);
}

/// Gathers the lines between `@section NAME` and `@end NAME`.
class Reader {
 public:
  void read(std::string_view line) {
    if (line.starts_with("@section ")) {
      close(false);
      rules_ = find_dimension(line.substr(9));
    } else if (rules_ != nullptr && line.starts_with("@end ")) {
      close(line.substr(5) == enum_name(rules_->dimension));
    } else if (line.starts_with('|')) {
      data_.push_back(line.substr(1));
    } else if (line.starts_with('!') || line.starts_with('?')) {
      complete_ = complete_ && line[0] == '!';
      if (notes_.size() < kNotesMax) notes_.push_back(clean(line.substr(1, kNoteMax)));
    }
  }

  Snapshot finish() && {
    close(false);
    return std::move(snapshot_);
  }

 private:
  void close(bool ended) {
    if (rules_ != nullptr) {
      Section section{.notes = std::move(notes_), .complete = complete_ && ended};
      if (!ended) section.notes.emplace_back("the answer was cut short");
      rules_->parse(data_, section);
      clean(section);
      snapshot_.sections[rules_->dimension] = std::move(section);
    }
    rules_ = nullptr;
    data_.clear();
    notes_.clear();
    complete_ = true;
  }

  Snapshot snapshot_;
  const DimensionRules* rules_ = nullptr;
  std::vector<std::string_view> data_;
  std::vector<std::string> notes_;
  bool complete_ = true;
};

}  // namespace

std::string probe_script(std::span<const flow::Dimension> wanted) {
  std::string script(kPrelude);
  for (const auto dimension : std::set(wanted.begin(), wanted.end())) {
    const auto frame = [&](const char* word) {
      return fmt::format("printf '\\n@{} {}\\n'\n", word, enum_name(dimension));
    };
    script +=
        frame("section") + "(" + std::string(rules_of(dimension).probe) + ")\n" + frame("end");
  }
  return script + "exit 0\n";
}

Snapshot parse_snapshot(std::string_view output) {
  output = output.substr(0, kOutputMax);
  Reader reader;
  for (std::size_t begin = 0; begin < output.size();) {
    const auto end = std::min(output.find('\n', begin), output.size());
    reader.read(output.substr(begin, end - begin));
    begin = end + 1;
  }
  return std::move(reader).finish();
}

}  // namespace fettle::review
