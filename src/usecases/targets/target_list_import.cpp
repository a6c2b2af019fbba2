#include "usecases/targets/target_list_import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/json.hpp"
#include "core/fleet/target_spec.hpp"
#include "core/fleet/text.hpp"
#include "importers/csv.hpp"
#include "store/target_list_store.hpp"
#include "usecases/announce.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/secrets/secret_mask.hpp"
#include "usecases/targets/target_entry.hpp"
#include "usecases/targets/target_lists.hpp"

namespace fettle::usecases {
namespace {

using Targets = std::vector<TargetEntry>;

struct Source {
  Targets targets;
  std::vector<RefusedServer> refused;
  std::vector<ShownDiagnostic> warnings;
};

/// A target as a list shows it. Whoever names it says that it is there.
struct JsonTarget : NewTarget {
  std::optional<Instant> vanished_at;
};
BOOST_DESCRIBE_STRUCT(JsonTarget, (NewTarget), (vanished_at))

struct Audited {
  std::string digest;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::vector<std::string> vanished;
};
BOOST_DESCRIBE_STRUCT(Audited, (), (digest, added, changed, vanished))

/// The column of the first of these names, if there is one.
std::optional<std::size_t> column_of(const std::vector<std::string>& header,
                                     std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    const auto found = std::ranges::find_if(
        header, [&](const std::string& cell) { return fleet::same_name(fleet::trim(cell), name); });
    if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
  }
  return std::nullopt;
}

std::string cell_of(const std::vector<std::string>& row, std::optional<std::size_t> column) {
  return column && *column < row.size() ? row[*column] : std::string();
}

Result<Source> read_table(std::string_view text) {
  importers::Problems problems;
  const auto rows = importers::read_csv_rows(text, fleet::kTargetsMax + 1, problems);
  const auto label = rows.empty() ? std::nullopt : column_of(rows.front(), {"label", "name"});
  if (!label && !problems.has_errors()) {
    problems.error("csv.header", {}, "the table has no column `label` or `name`",
                   "name the columns in the first row");
  }
  if (problems.has_errors()) return std::unexpected(problems.refusal("the table"));
  const auto notes = column_of(rows.front(), {"notes"});
  Source source;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    source.targets.push_back({.label = std::string(fleet::trim(cell_of(rows[i], label))),
                              .notes = cell_of(rows[i], notes)});
  }
  return source;
}

Result<Source> read_json_targets(std::string_view text) {
  FETTLE_TRY_VOID(check_said_once(text));
  FETTLE_TRY(given, from_json<std::vector<JsonTarget>>(text));
  Source source;
  for (auto& one : given) {
    source.targets.push_back({.label = std::move(one.label), .notes = one.notes.value_or("")});
  }
  return source;
}

Result<Source> read_servers(const ImportTargetsBody& import) {
  FETTLE_TRY(imported, read_import_text({import.format, import.text}));
  Source source{.targets = {}, .refused = {}, .warnings = std::move(imported.warnings)};
  for (auto& one : imported.servers) source.targets.push_back({.label = one.server.name});
  // A list only names things: how one is reached does not matter to it.
  for (auto& one : imported.refused) source.targets.push_back({.label = std::move(one.name)});
  return source;
}

Result<Source> read_source(const ImportTargetsBody& import) {
  const auto text = plain_text({import.format, import.text});
  if (import.format == "csv") return read_table(text);
  if (import.format == "json") return read_json_targets(text);
  if (import.format == "ansible" || import.format == "ssh_config") return read_servers(import);
  if (import.format != "text") {
    return fail(ErrorCode::kMalformed,
                "format has to be one of text, csv, json, ansible, ssh_config");
  }
  FETTLE_TRY(pasted, read_pasted_targets(text));
  return Source{.targets = std::move(pasted.targets), .refused = {}, .warnings = {}};
}

/// Puts what the source says into `targets`, and tells what that changes.
ImportDifference merge(const Targets& source, Targets& targets, Instant now) {
  ImportDifference difference;
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    places.emplace(fleet::to_lower_ascii(targets[i].label), i);
  }
  std::set<std::string> named;
  for (const auto& one : source) {
    const auto key = fleet::to_lower_ascii(one.label);
    if (!named.insert(key).second) continue;  // the first of a label is the one
    const auto place = places.find(key);
    if (place == places.end()) {
      difference.added.push_back({one.label, {{"notes", "", one.notes}}});
      targets.push_back(one);
      continue;
    }
    auto& target = targets[place->second];
    ImportChange change{.name = target.label, .fields = {}};
    if (!one.notes.empty() && one.notes != target.notes) {
      change.fields.push_back({"notes", std::exchange(target.notes, one.notes), one.notes});
    }
    if (target.vanished_at) change.fields.push_back({"vanished", "yes", ""});
    target.vanished_at.reset();
    if (change.fields.empty()) {
      ++difference.unchanged;
    } else {
      difference.changed.push_back(std::move(change));
    }
  }
  for (auto& target : targets) {
    if (target.vanished_at || named.contains(fleet::to_lower_ascii(target.label))) continue;
    difference.vanished.push_back(target.label);
    target.vanished_at = now;
  }
  return difference;
}

Result<void> write(Context& context, store::TargetListRow& row, const Targets& targets) {
  row.targets = to_json(targets);
  row.target_count = std::ssize(targets);
  ++row.version;
  row.updated_at = context.now;
  FETTLE_TRY(written, store::update_target_list(context.database, context.actor.team, row));
  if (written) return {};
  return fail(ErrorCode::kBusy, "somebody else saves this list just now: try again");
}

Result<void> check_digest(const ImportTargetsBody& import, const ImportDifference& difference) {
  FieldProblems problems;
  if (!import.digest) {
    problems.add("digest", "is required to apply: it is that of the difference that was seen");
  }
  FETTLE_TRY_VOID(problems.done());
  if (*import.digest == difference.digest) return {};
  return fail(ErrorCode::kConflict,
              "what the import would change is not what you saw: look at the difference again");
}

}  // namespace

Result<ImportDifference> import_targets(Context& context, const ImportTargets& import) {
  FETTLE_TRY(source, read_source(import.body));
  FETTLE_TRY_VOID(hide_secrets_in(context, notes_of(source.targets)));
  FETTLE_TRY(transaction, begin_to_apply(context, import.body.apply));
  FETTLE_TRY(row, store::find_target_list(context.database, {context.actor.team, import.id}));
  if (!row) return fail(ErrorCode::kNotFound, "there is no such target list");
  auto targets = read_targets(row->targets);
  auto difference = merge(source.targets, targets, context.now);
  FieldProblems problems;
  check_targets(targets, "targets", problems);
  FETTLE_TRY_VOID(problems.done());
  difference.refused = std::move(source.refused);
  difference.warnings = std::move(source.warnings);
  difference.digest = digest_of(difference, row->id);
  if (!transaction) return difference;
  FETTLE_TRY_VOID(check_digest(import.body, difference));
  FETTLE_TRY_VOID(write(context, *row, targets));
  const Audited audited{difference.digest, std::ssize(difference.added),
                        std::ssize(difference.changed), difference.vanished};
  FETTLE_TRY_VOID(audit(
      context, {.action = "target_list.imported", .subject = row->id, .after = to_json(audited)}));
  FETTLE_TRY_VOID(announce(context, "target_lists", "updated", row->id));
  FETTLE_TRY_VOID(transaction->commit());
  difference.applied = true;
  return difference;
}

}  // namespace fettle::usecases
