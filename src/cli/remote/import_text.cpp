#include "cli/remote/import_text.hpp"

#include <fmt/format.h>

#include <array>
#include <ostream>
#include <utility>

#include "cli/files.hpp"
#include "cli/preview_rows.hpp"
#include "cli/remote/named_thing.hpp"
#include "cli/remote/refusal.hpp"
#include "cli/view/json_line.hpp"
#include "importers/inventory.hpp"
#include "usecases/servers/server_import.hpp"

namespace fettle::cli {
namespace {

using usecases::ImportChange;
using usecases::ImportDifference;

struct ImportBody {
  std::string format;
  std::string text;
  std::optional<std::string> origin;
  bool apply = false;
  std::optional<std::string> digest;
};
BOOST_DESCRIBE_STRUCT(ImportBody, (), (format, text, origin, apply, digest))

/// The same without an origin, which lists have none of.
struct ListBody {
  std::string format;
  std::string text;
  bool apply = false;
  std::optional<std::string> digest;
};
BOOST_DESCRIBE_STRUCT(ListBody, (), (format, text, apply, digest))

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kEndings{
    {{".csv", "csv"},
     {".json", "json"},
     {".ini", "ansible"},
     {".yml", "ansible"},
     {".yaml", "ansible"},
     {".txt", "text"},
     {"/config", "ssh_config"},
     {"ssh_config", "ssh_config"}}};

Result<std::string> format_of(const ImportOptions& options) {
  if (!options.format.empty()) return options.format;
  for (const auto& [ending, format] : kEndings) {
    if (options.file.ends_with(ending)) return std::string(format);
  }
  return fail(ErrorCode::kInvalid,
              fmt::format("{}: its name does not tell what it is; say --format csv, json, ansible "
                          "or ssh_config{}",
                          options.file, options.list.empty() ? "" : ", or text"));
}

// --- the difference ---------------------------------------------------------------------------

std::string in_words(const ImportChange& change, char mark) {
  auto text = fmt::format("{} {}\n", mark, change.name);
  for (const auto& [field, before, after] : change.fields) {
    text += before.empty() ? fmt::format("    {}: {}\n", field, after)
                           : fmt::format("    {}: {} -> {}\n", field, before,
                                         after.empty() ? "(empty)" : after);
  }
  return text;
}

std::string in_words(const ImportDifference& difference) {
  std::string text;
  for (const auto& added : difference.added) text += in_words(added, '+');
  for (const auto& changed : difference.changed) text += in_words(changed, '~');
  for (const auto& name : difference.vanished) {
    text += fmt::format("? {} (no longer named; is marked and kept)\n", name);
  }
  for (const auto& [name, reason] : difference.refused) {
    text += fmt::format("! {}: {}\n", name, reason);
  }
  for (const auto& warning : difference.warnings) {
    text += fmt::format("line {}: {} {}: {}\n", warning.line, warning.severity, warning.code,
                        warning.message);
  }
  return text + fmt::format("{} added, {} changed, {} vanished, {} unchanged, {} refused\n",
                            difference.added.size(), difference.changed.size(),
                            difference.vanished.size(), difference.unchanged,
                            difference.refused.size());
}

bool is_empty(const ImportDifference& difference) {
  return difference.added.empty() && difference.changed.empty() && difference.vanished.empty();
}

// --- the import -------------------------------------------------------------------------------

class Import {
 public:
  Import(const ImportOptions& options, const Remote& remote) : options_(options), remote_(remote) {}

  Result<int> carry_out() {
    FETTLE_TRY(format, format_of(options_));
    FETTLE_TRY(text, read_file(options_.file, importers::kInventoryBytesMax));
    body_ = {.format = std::move(format), .text = std::move(text)};
    if (!options_.origin.empty()) body_.origin = options_.origin;
    FETTLE_TRY_VOID(find_list());
    FETTLE_TRY(difference, send());
    const bool is_json = options_.output == OutputFormat::kJson;
    if (!is_json) remote_.console.out << printable(in_words(difference)) << std::flush;
    if (is_empty(difference)) return finish(difference);
    const bool asks = !options_.apply && !is_json && remote_.console.can_ask;
    if (asks && !says_yes("Apply it?", remote_)) {
      remote_.console.err << "Nothing was changed.\n";
      return kExitUnfinished;
    }
    if (!options_.apply && !asks) {
      if (!is_json) remote_.console.err << "Nothing was changed; --apply applies it.\n";
      return finish(difference);
    }
    body_.apply = true;
    body_.digest = difference.digest;
    FETTLE_TRY(applied, send());
    if (!is_json) remote_.console.err << "Applied.\n";
    return finish(applied);
  }

  const std::string& text() const { return body_.text; }

 private:
  Result<void> find_list() {
    if (options_.list.empty()) return {};
    FETTLE_TRY(list, find_thing(remote_.api, kTargetLists, options_.list));
    path_ = fmt::format("/target-lists/{}/import", list.id);
    return {};
  }

  Result<ImportDifference> send() {
    const auto json = options_.list.empty()
                          ? to_json(body_)
                          : to_json(ListBody{body_.format, body_.text, body_.apply, body_.digest});
    return remote_.api.change<ImportDifference>({.path = path_, .body = json});
  }

  Result<int> finish(const ImportDifference& difference) {
    if (options_.output == OutputFormat::kJson) {
      remote_.console.out << escape_controls(to_json(difference)) << "\n";
    }
    return kExitDone;
  }

  const ImportOptions& options_;
  const Remote& remote_;
  ImportBody body_;
  std::string path_ = "/servers/import";
};

}  // namespace

int import_text(const ImportOptions& options, const Remote& remote) {
  Import import(options, remote);
  const auto status = import.carry_out();
  if (status) return *status;
  return refuse_command(status.error(), remote.console, options.file, import.text());
}

}  // namespace fettle::cli
