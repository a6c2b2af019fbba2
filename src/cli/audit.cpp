#include "cli/audit.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <ostream>

#include "base/json.hpp"
#include "cli/files.hpp"
#include "store/audit_store.hpp"
#include "store/database/open_database.hpp"

namespace fettle::cli {
namespace {

Result<std::optional<store::NotedHash>> read_noted(const std::string& text) {
  if (text.empty()) return std::nullopt;
  store::NotedHash noted;
  const auto colon = text.find(':');
  const auto* const end = text.data() + std::min(colon, text.size());
  const auto read = std::from_chars(text.data(), end, noted.sequence);
  if (colon == std::string::npos || read.ec != std::errc() || read.ptr != end) {
    return fail(ErrorCode::kInvalid,
                "--noted is the number of an entry, a colon and its hash, as they were printed");
  }
  noted.hash = text.substr(colon + 1);
  return noted;
}

Result<store::AuditCheck> check(const AuditOptions& options) {
  FETTLE_TRY(noted, read_noted(options.noted));
  FETTLE_TRY(database, store::open_database(options.database, store::OpenMode::kReadOnly));
  return store::verify_audit(*database, noted);
}

std::string as_text(const store::AuditCheck& check) {
  if (check.broken_at > 0) {
    return fmt::format("Entry {} is not as it was written: {}.\n", check.broken_at, check.problem);
  }
  if (check.rows == 0) return "The audit log is empty.\n";
  return fmt::format("{} entries are as they were written. Note the last one: {}:{}\n", check.rows,
                     check.rows, check.hash);
}

}  // namespace

int verify_audit(const AuditOptions& options, const Console& console) {
  const auto found = check(options);
  if (!found) {
    console.err << show(found.error(), "fettle audit verify", {});
    return kExitUsage;
  }
  console.out << (options.format == OutputFormat::kJson ? to_json(*found) + "\n" : as_text(*found));
  return found->broken_at > 0 ? kExitFailed : kExitDone;
}

}  // namespace fettle::cli
