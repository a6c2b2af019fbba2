#include "usecases/audit/audit_log.hpp"

#include <charconv>
#include <utility>

#include "base/csv_text.hpp"
#include "base/instant.hpp"
#include "base/json.hpp"

namespace fettle::usecases {
namespace {

constexpr int kRowsAtOnce = 1'000;
constexpr int kExportedMax = 100'000;

Result<AuditView> view_of(store::AuditRow row) {
  FETTLE_TRY(actor, from_json<engine::Principal>(row.actor));
  return AuditView{.sequence = row.sequence,
                   .at = row.at,
                   .actor = std::move(actor),
                   .address = std::move(row.address),
                   .action = std::move(row.action),
                   .subject = std::move(row.subject),
                   .difference = std::move(row.difference),
                   .hash = std::move(row.hash)};
}

std::string line_of(const AuditView& entry, AuditFormat format) {
  if (format == AuditFormat::kJsonl) return to_json(entry) + "\n";
  return csv_line(std::vector<std::string>{
      std::to_string(entry.sequence), to_rfc3339(entry.at), entry.actor.id, entry.actor.name,
      entry.address, entry.action, entry.subject, entry.difference, entry.hash});
}

Result<std::int64_t> sequence_of(const std::string& cursor) {
  std::int64_t sequence = 0;
  if (cursor.empty()) return sequence;
  const auto* const end = cursor.data() + cursor.size();
  const auto read = std::from_chars(cursor.data(), end, sequence);
  if (read.ec == std::errc() && read.ptr == end && sequence > 0) return sequence;
  return fail(ErrorCode::kMalformed, "`cursor` is not one that this list gave; begin without it");
}

}  // namespace

Result<Listed<ListedAudit>> list_audit(Context& context, const store::AuditFilter& filter,
                                       const ListRequest& request) {
  FETTLE_TRY(page, id_page({.limit = request.limit, .cursor = {}}));
  FETTLE_TRY(before, sequence_of(request.cursor));
  const auto& team = context.actor.team;
  FETTLE_TRY(rows, store::list_audit(context.database, team, filter,
                                     {.before = before, .rows = page.rows}));
  FETTLE_TRY(total, store::count_audit(context.database, team, filter));
  Listed<ListedAudit> listed{.items = {}, .next_cursor = {}, .total = total};
  if (std::ssize(rows) > request.limit) {
    rows.pop_back();
    listed.next_cursor = std::to_string(rows.back().sequence);
  }
  for (auto& row : rows) {
    FETTLE_TRY(view, view_of(std::move(row)));
    FETTLE_TRY(about, store::find_audit_subject(context.database, {team, view.subject}));
    listed.items.push_back({{std::move(view)}, std::move(about)});
  }
  return listed;
}

Result<std::string> export_audit(Context& context, const store::AuditFilter& filter,
                                 AuditFormat format) {
  std::string text;
  if (format == AuditFormat::kCsv) {
    text = "sequence,at,actor_id,actor_name,address,action,subject,difference,hash\r\n";
  }
  store::AuditPage page{.rows = kRowsAtOnce};
  for (int exported = 0; exported < kExportedMax; exported += kRowsAtOnce) {
    FETTLE_TRY(rows, store::list_audit(context.database, context.actor.team, filter, page));
    for (auto& row : rows) {
      page.before = row.sequence;
      FETTLE_TRY(view, view_of(std::move(row)));
      text += line_of(view, format);
    }
    if (std::ssize(rows) < kRowsAtOnce) break;
  }
  return text;
}

}  // namespace fettle::usecases
