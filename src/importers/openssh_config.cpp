#include "importers/openssh_config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/utf8.hpp"
#include "core/fleet/target_spec.hpp"
#include "core/fleet/text.hpp"
#include "importers/server_fields.hpp"
#include "importers/ssh_arguments.hpp"
#include "importers/words.hpp"

namespace fettle::importers {
namespace {

using fleet::quote;
using fleet::to_lower_ascii;

struct Setting {
  std::string keyword;  ///< in lower case
  std::string value;    ///< all words, joined by blanks
  Span span;
};

/// The settings under one `Host` line.
struct Block {
  std::vector<std::string> patterns;  ///< those that are no plain name
  std::vector<Setting> settings;
};

/// How much work a file may make: names, patterns and settings of one can be multiplied with each
/// other.
class Work {
 public:
  void add(std::size_t steps) { steps_ += steps; }
  bool is_too_much() const { return steps_ > kStepsMax; }

 private:
  static constexpr std::size_t kStepsMax = 30'000'000;
  std::size_t steps_ = 0;
};

/// What decides where or as whom ssh connects and has no field of ours.
constexpr std::array<std::string_view, 8> kDeciding{
    "addressfamily", "bindaddress",    "bindinterface",  "canonicaldomains",
    "hostkeyalias",  "pkcs11provider", "proxyusefdpass", "securitykeyprovider"};
constexpr std::array<std::string_view, 3> kKeyFiles{"certificatefile", "identityagent",
                                                    "identityfile"};
constexpr std::size_t kPatternMax = 1024;
/// What takes as long as so many characters of a comparison.
constexpr std::size_t kStepsOfAPattern = 10;
constexpr std::size_t kStepsOfASetting = 50;

constexpr std::array<std::string_view, 5> kFields{"hostname", "port", "proxycommand", "proxyjump",
                                                  "user"};

/// Whether another value of a keyword can change anything: of a block the first holds.
bool matters(const Block& block, std::string_view keyword) {
  const auto is_in = [&](const auto& list) {
    return std::ranges::find(list, keyword) != list.end();
  };
  return (is_in(kDeciding) || is_in(kKeyFiles) || is_in(kFields)) &&
         std::ranges::find(block.settings, keyword, &Setting::keyword) == block.settings.end();
}

/// `*` and `?` as ssh_config(5) has them; linear but for the stars.
bool matches_pattern(std::string_view pattern, std::string_view name, Work& work) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t from = 0;
  for (work.add(kStepsOfAPattern); n < name.size(); work.add(1)) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p;
      ++n;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      from = n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++from;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

/// Splits the text into blocks; what comes before the first `Host` holds for all.
class Reader {
 public:
  explicit Reader(Problems& problems) : problems_(problems) {
    blocks_.push_back({{"*"}, {}});
    with_patterns_.push_back(0);
  }

  void read(std::string_view text) {
    for (int line = 1; !text.empty() && names_.size() <= kServersMax; ++line) {
      const auto end = std::min(text.find('\n'), text.size());
      read_line(text.substr(0, end), line);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  /// Those that apply to a name, in the order of the text.
  std::vector<const Block*> blocks_of(const std::string& name, Work& work) const {
    static const std::vector<std::size_t> kNone;
    const auto found = naming_.find(name);
    const auto& naming = found == naming_.end() ? kNone : found->second;
    std::vector<const Block*> blocks;
    auto next = naming.begin();
    for (const auto index : with_patterns_) {
      while (next != naming.end() && *next < index) blocks.push_back(&blocks_[*next++]);
      const bool is_named = next != naming.end() && *next == index;
      if (is_named) ++next;
      if (applies(blocks_[index], name, is_named, work)) blocks.push_back(&blocks_[index]);
    }
    while (next != naming.end()) blocks.push_back(&blocks_[*next++]);
    return blocks;
  }
  /// In the order of the text, each with the place where it is named first.
  const std::vector<Located<std::string>>& names() const { return names_; }

 private:
  void read_line(std::string_view line, int number) {
    const Span span{{number, 1}, {number, static_cast<int>(utf8::length(line)) + 1}};
    line = fleet::trim(line);
    if (line.empty() || line.front() == '#') return;
    const auto key_end = std::min(line.find_first_of(" \t="), line.size());
    const auto keyword = to_lower_ascii(line.substr(0, key_end));
    auto rest = fleet::trim(line.substr(key_end));
    if (rest.starts_with('=')) rest = fleet::trim(rest.substr(1));
    const auto words = split_words(rest, span.begin, Comments::kHash);
    if (words.unclosed || words.list.empty()) {
      problems_.error("openssh.line", span, quote(line) + " is no setting: a keyword, a value");
      return;
    }
    read_setting(keyword, words, span);
  }

  void read_setting(const std::string& keyword, const Words& words, Span span) {
    if (keyword == "host") {
      begin_block(words, span);
    } else if (keyword == "match") {
      in_match_ = true;
      problems_.warning("openssh.match", span, "what stands under `Match` is not read");
    } else if (keyword == "include") {
      problems_.warning("openssh.include", span, "`Include` is not followed",
                        "import the other file too");
    } else if (!in_match_ && matters(blocks_.back(), keyword)) {
      std::string value;
      for (const auto& word : words.list) {
        if (!value.empty()) value += ' ';
        value += word.value;
      }
      blocks_.back().settings.push_back({keyword, std::move(value), span});
    }
  }

  static bool applies(const Block& block, std::string_view name, bool matched, Work& work) {
    for (const std::string_view pattern : block.patterns) {
      if (work.is_too_much()) return false;
      const bool negated = pattern.starts_with('!');
      if (!matches_pattern(pattern.substr(negated ? 1 : 0), name, work)) continue;
      if (negated) return false;
      matched = true;
    }
    return matched;
  }

  void begin_block(const Words& words, Span span) {
    in_match_ = false;
    const auto index = blocks_.size();
    auto& block = blocks_.emplace_back();
    for (const auto& word : words.list) {
      if (word.value.find_first_of("*?!") != std::string::npos) {
        block.patterns.push_back(word.value.substr(0, kPatternMax));
        continue;
      }
      auto& naming = naming_[word.value];
      if (naming.empty() || naming.back() != index) naming.push_back(index);
      if (known_.insert(to_lower_ascii(word.value)).second) {
        names_.push_back({word.value, span});
      }
    }
    if (!block.patterns.empty()) with_patterns_.push_back(index);
  }

  Problems& problems_;
  std::vector<Block> blocks_;
  std::vector<std::size_t> with_patterns_;  ///< indexes of blocks that have one
  std::unordered_map<std::string, std::vector<std::size_t>> naming_;  ///< of those with a name
  std::vector<Located<std::string>> names_;
  std::set<std::string> known_;
  bool in_match_ = false;
};

/// One server of the settings that apply to its name.
class Host {
 public:
  Host(const Located<std::string>& name, Problems& problems)
      : span_(name.span), problems_(problems) {
    server_.name = name.value;
  }

  void apply(const Block& block) {
    for (const auto& setting : block.settings) apply(setting);
  }

  void finish(Inventory& inventory) {
    if (const auto problem = fleet::host_problem(server_.name);
        server_.address.empty() && !problem.empty()) {
      refuse(span_, "the name " + quote(server_.name) + " " + problem);
    }
    if (refused_) inventory.refused.emplace(server_.name, *std::move(refused_));
    inventory.servers.push_back(std::move(server_));
  }

 private:
  void apply(const Setting& setting) {
    const auto& keyword = setting.keyword;
    if (std::ranges::find(kDeciding, keyword) != kDeciding.end()) {
      refuse(setting.span, fmt::format("`{}` decides how the host is reached, and there is no "
                                       "field for it",
                                       keyword));
      return;
    }
    // The first value of a keyword is the one that holds.
    if (!seen_.insert(keyword).second) return;
    if (keyword == "hostname") return set("address", expand(setting), setting);
    if (keyword == "user") return set("user", setting.value, setting);
    if (keyword == "port") return set("port", setting.value, setting);
    if (keyword == "proxyjump") return set_jump(setting);
    if (keyword == "proxycommand") return set_proxy_command(setting);
    if (std::ranges::find(kKeyFiles, keyword) != kKeyFiles.end()) {
      problems_.warning("openssh.key-file", setting.span,
                        fmt::format("`{}` is not taken over", keyword),
                        "store the key as a secret and choose it as the server's credential");
    }
  }

  /// `%h` is the name as it is written; other tokens are known only where ssh runs.
  std::string expand(const Setting& setting) {
    std::string address;
    for (std::size_t i = 0; i < setting.value.size(); ++i) {
      if (setting.value[i] != '%') {
        address += setting.value[i];
      } else if (setting.value.substr(i, 2) == "%h") {
        address += server_.name;
        ++i;
      } else {
        refuse(setting.span, quote(setting.value) + " has a token that is not known here");
        return {};
      }
    }
    return address;
  }

  void set(std::string_view field, const std::string& value, const Setting& setting) {
    if (value.empty()) return;
    if (const auto problem = set_server_field(server_, field, value); !problem.empty()) {
      refuse(setting.span, fmt::format("`{}`: {} {}", setting.keyword, quote(value), problem));
    }
  }

  void set_jump(const Setting& setting) {
    seen_.insert("proxycommand");  // whichever comes first
    if (!fleet::same_name(setting.value, "none")) set("proxy_jump", setting.value, setting);
  }

  void set_proxy_command(const Setting& setting) {
    if (fleet::same_name(setting.value, "none")) return;
    seen_.insert("proxyjump");
    if (const auto jump = jump_of_proxy_command(setting.value)) {
      set("proxy_jump", *jump, setting);
    } else {
      refuse(setting.span, "`ProxyCommand` is a program, which an import does not bring along");
    }
  }

  void refuse(Span span, std::string why) {
    if (refused_) return;
    refused_ = Diagnostic{.code = "openssh.host",
                          .span = span,
                          .message = fmt::format("{}: {}", quote(server_.name), why)};
  }

  fleet::Server server_;
  Span span_;
  Problems& problems_;
  std::set<std::string> seen_;
  std::optional<Diagnostic> refused_;
};

}  // namespace

Result<Inventory> read_openssh_config(std::string_view name, std::string_view text) {
  if (text.size() > kInventoryBytesMax || utf8::find_invalid(text) != std::string_view::npos) {
    return fail(ErrorCode::kInvalid,
                fmt::format("{} is larger than 8 MiB, or no UTF-8 text", name));
  }
  Problems problems;
  Reader reader(problems);
  reader.read(text);
  if (reader.names().size() > kServersMax) {
    problems.error("inventory.too-large", reader.names()[kServersMax].span,
                   fmt::format("the file names more than {} hosts", kServersMax));
  }
  if (problems.has_errors()) return std::unexpected(problems.refusal(name));
  Inventory inventory;
  Work work;
  for (const auto& one : reader.names()) {
    Host host(one, problems);
    for (const auto* block : reader.blocks_of(one.value, work)) {
      work.add(block->settings.size() * kStepsOfASetting);
      if (!work.is_too_much()) host.apply(*block);
    }
    if (work.is_too_much()) {
      problems.error("inventory.too-large", one.span,
                     "the file's names, patterns and settings are too many for each other",
                     "import a part of it at a time");
      return std::unexpected(problems.refusal(name));
    }
    host.finish(inventory);
  }
  if (inventory.servers.empty()) {
    return fail(ErrorCode::kInvalid, fmt::format("{} names no host", name));
  }
  inventory.warnings = problems.warnings();
  return inventory;
}

}  // namespace fettle::importers
