#include "app/doctor.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string_view>
#include <system_error>
#include <vector>

#include "app/ansible_user.hpp"
#include "app/identity_settings.hpp"
#include "app/outgoing_settings.hpp"
#include "app/service_settings.hpp"
#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "base/visible_text.hpp"
#include "cli/files.hpp"
#include "core/schedule/zone.hpp"
#include "embedded/migrations.hpp"
#include "store/audit_store.hpp"
#include "store/database/migrate.hpp"
#include "store/database/open_database.hpp"
#include "store/secret_store.hpp"
#include "transport/os/asio_loop.hpp"
#include "usecases/sealed_places.hpp"

namespace fettle::app {
namespace {

constexpr std::string_view kFile = "sqlite:";
constexpr std::uintmax_t kMiB = 1024 * 1024;
constexpr std::uintmax_t kLittleRoom = 512 * kMiB;
constexpr std::uintmax_t kNoRoom = 32 * kMiB;
constexpr Milliseconds kClocksApart = std::chrono::seconds(2);
constexpr rlim_t kFewDescriptors = 4096;

enum class Verdict { kOk, kWarning, kError };
BOOST_DESCRIBE_ENUM(Verdict, kOk, kWarning, kError)

struct Finding {
  Verdict verdict = Verdict::kOk;
  std::string what;
  std::string text;
  std::string hint;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (verdict, what, text, hint))

Finding ok(std::string what, std::string text) {
  return {Verdict::kOk, std::move(what), std::move(text), {}};
}

Finding warning(std::string what, std::string text, std::string hint) {
  return {Verdict::kWarning, std::move(what), std::move(text), std::move(hint)};
}

Finding wrong(std::string what, const Error& error) {
  return {Verdict::kError, std::move(what), error.message, {}};
}

// --- the settings -----------------------------------------------------------------------------

/// What only the start of the service would look at.
Result<void> check_meaning(const ServeSettings& settings) {
  const auto kept = keep_output(settings);
  if (!kept) return std::unexpected(kept.error());
  const auto outgoing = outgoing_settings(settings);
  if (!outgoing) return std::unexpected(outgoing.error());
  const auto provider = identity_settings(settings);
  if (!provider) return std::unexpected(provider.error());
  return check_ansible(settings);
}

Finding look_at_settings(const ServeSettings& settings) {
  const auto meant = check_meaning(settings);
  return meant ? ok("settings", "all of them can be used") : wrong("settings", meant.error());
}

// --- the database -----------------------------------------------------------------------------

Finding look_at_schema(store::Connection& database) {
  const auto pending = store::pending_migrations(database, embedded::migrations());
  if (!pending) return wrong("database", pending.error());
  if (pending->empty())
    return ok("database", fmt::format("{} is at the schema of this program", database.name()));
  return warning("database",
                 fmt::format("{} lacks {} migrations", database.name(), pending->size()),
                 "`fettle migrate` applies them, as the start of `fettle serve` does; `fettle "
                 "backup` first");
}

Finding look_at_file(store::Connection& database) {
  const auto said = database.one<std::string>("pragma quick_check(1)");
  if (!said) return wrong("database file", said.error());
  if (*said == "ok") return ok("database file", "its pages are whole");
  return {Verdict::kError, "database file", *said,
          "stop the service, keep the file, and bring the last backup: fettle restore"};
}

Finding look_at_room(const std::filesystem::path& file) {
  std::error_code error;
  const auto folder = file.parent_path().empty() ? "." : file.parent_path();
  const auto space = std::filesystem::space(folder, error);
  if (error) return warning("disk", fmt::format("{}: {}", folder.string(), error.message()), {});
  auto finding =
      ok("disk", fmt::format("{} MiB are free in {}", space.available / kMiB, folder.string()));
  if (space.available < kLittleRoom) {
    finding.verdict = space.available < kNoRoom ? Verdict::kError : Verdict::kWarning;
    finding.hint = "make room, or keep output for a shorter time: --keep-output-days";
  }
  return finding;
}

/// Leases end by the database's clock, schedules begin by this machine's.
Finding look_at_clocks(store::Connection& database) {
  const auto there = store::database_now(database);
  if (!there) return wrong("clocks", there.error());
  const auto apart = std::chrono::abs(*there - transport::AsioLoop::wall_clock());
  if (apart <= kClocksApart) return ok("clocks", "the database's and this machine's agree");
  return warning("clocks",
                 fmt::format("the database's is {} ms from this machine's", apart.count()),
                 "let both follow the same time servers");
}

Finding look_at_audit(store::Connection& database) {
  const auto check = store::verify_audit(database);
  if (!check) return wrong("audit log", check.error());
  if (check->broken_at == 0)
    return ok("audit log", fmt::format("{} entries are as they were written", check->rows));
  return {Verdict::kError, "audit log",
          fmt::format("entry {} is not as it was written: {}", check->broken_at, check->problem),
          "compare it with an export or a backup: fettle audit verify"};
}

// --- the secrets ------------------------------------------------------------------------------

/// Those that the first key does not wrap; the others were opened when they were sealed.
Result<void> try_secrets(store::Connection& database, const security::SecretBox& box) {
  FETTLE_TRY(
      rows, store::list_secrets_of_other_keys(database, box.key_id(), {.after = "", .rows = 1000}));
  for (const auto& row : rows) {
    const auto wrapped = box.rewrap(row.sealed, usecases::place_of_secret(row));
    if (wrapped) continue;
    return fail(wrapped.error().code, fmt::format("{}: {}", row.name, wrapped.error().message));
  }
  return {};
}

Finding look_at_master_key(const ServeSettings& settings) {
  const auto box = existing_secret_box(settings);
  if (!box) return wrong("master key", box.error());
  if (box->has_key()) return ok("master key", "it is there and can be read");
  return warning("master key", "there is none: no secret can be kept",
                 "the first start in the usual folder makes one; elsewhere name it: --master-key");
}

Finding look_at_secrets(store::Connection& database, const ServeSettings& settings) {
  const auto box = existing_secret_box(settings);
  const auto tried = try_secrets(database, box ? *box : security::SecretBox());
  if (tried) return ok("secrets", "the master key opens them");
  auto finding = wrong("secrets", tried.error());
  finding.hint = "name the key that sealed it beside the new one: docs/operating.md";
  return finding;
}

// --- the machine ------------------------------------------------------------------------------

Finding look_at_zones() {
  const auto zone = schedule::load_zone("Europe/Berlin");
  if (zone) return ok("time zones", "the system has them");
  auto finding = wrong("time zones", zone.error());
  finding.hint = "apt install tzdata";
  return finding;
}

Finding look_at_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const auto text = fmt::format("{} may be open at once", limit.rlim_max);
  if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max >= kFewDescriptors)
    return ok("descriptors", limit.rlim_max == RLIM_INFINITY ? "no limit" : text);
  return warning("descriptors", text, "runs on many targets wait for each other: LimitNOFILE=");
}

bool is_in_path(std::string_view program) {
  const char* const path = std::getenv("PATH");
  std::string_view left = path == nullptr ? "" : path;
  while (!left.empty()) {
    const auto folder = left.substr(0, left.find(':'));
    left.remove_prefix(std::min(folder.size() + 1, left.size()));
    if (::access(fmt::format("{}/{}", folder, program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

Finding look_for_ssh() {
  if (is_in_path("ssh")) return ok("ssh", "the system's is there for hosts that need it");
  return warning("ssh", "the system's ssh is missing: hosts that need it can't be reached",
                 "apt install openssh-client");
}

// --- all of it --------------------------------------------------------------------------------

void look_into_database(const ServeSettings& settings, std::vector<Finding>& findings) {
  const bool is_file = !settings.database.starts_with("postgres");
  const auto path = is_file && settings.database.starts_with(kFile)
                        ? settings.database.substr(kFile.size())
                        : settings.database;
  if (is_file) findings.push_back(look_at_room(path));
  auto database = store::open_database(settings.database, store::OpenMode::kReadOnly);
  if (!database && database.error().code == ErrorCode::kNotFound && is_file) {
    findings.push_back(
        warning("database", path + " is not there", "the first start of `fettle serve` makes it"));
    return;
  }
  if (!database) return findings.push_back(wrong("database", database.error()));
  if (is_file) findings.push_back(look_at_file(**database));
  findings.push_back(look_at_schema(**database));
  if (findings.back().verdict != Verdict::kOk) return;
  findings.push_back(look_at_clocks(**database));
  findings.push_back(look_at_audit(**database));
  findings.push_back(look_at_secrets(**database, settings));
}

std::vector<Finding> look(const ServeSettings& settings) {
  std::vector<Finding> findings{look_at_settings(settings)};
  look_into_database(settings, findings);
  findings.push_back(look_at_master_key(settings));
  findings.push_back(look_at_zones());
  findings.push_back(look_for_ssh());
  findings.push_back(look_at_descriptors());
  return findings;
}

std::string as_text(const std::vector<Finding>& findings) {
  std::string text;
  for (const auto& finding : findings) {
    text += fmt::format("{:<8} {:<14} {}\n", enum_name(finding.verdict), finding.what,
                        visible_text(finding.text));
    if (!finding.hint.empty())
      text += fmt::format("{:23} = hint: {}\n", "", visible_text(finding.hint));
  }
  return text;
}

}  // namespace

int doctor(const DoctorOptions& options, const cli::Console& console) {
  const auto settings = service_settings(options.settings, options.file);
  if (!settings) {
    console.err << cli::show(settings.error(), "fettle doctor", {});
    return cli::kExitUsage;
  }
  const auto findings = look(*settings);
  console.out << (options.format == cli::OutputFormat::kJson ? to_json(findings) + "\n"
                                                             : as_text(findings));
  const auto is_wrong = [](const Finding& each) { return each.verdict == Verdict::kError; };
  return std::ranges::any_of(findings, is_wrong) ? cli::kExitFailed : cli::kExitDone;
}

}  // namespace fettle::app
