#include "app/service_settings.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "cli/files.hpp"
#include "security/master_keys.hpp"

namespace fettle::app {
namespace {

constexpr std::string_view kFile = "sqlite:";

Result<std::string> usual_database() {
  const char* state = std::getenv("STATE_DIRECTORY");
  if (state != nullptr && *state == '/') return std::string(state) + "/fettle.db";
  FETTLE_TRY(beside, cli::default_database());
  return (std::filesystem::path(beside).parent_path() / "service.db").string();
}

std::optional<std::string> environment(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

/// The file beside the database where that is in the usual folder; else empty.
std::string key_beside(const ServeSettings& settings) {
  const auto usual = usual_database();
  if (!usual || settings.database != std::string(kFile) + *usual) return {};
  return (std::filesystem::path(*usual).parent_path() / "master-key").string();
}

}  // namespace

Result<ServeSettings> service_settings(const Named& options, const std::string& file) {
  FETTLE_TRY(settings, read_serve_settings(options, fettle_environment(), file));
  if (settings.database.ends_with(":memory:")) {
    return fail(ErrorCode::kInvalid,
                "database :memory:: each connection would have one of its own; name a file");
  }
  if (!settings.database.empty()) return settings;
  FETTLE_TRY(path, usual_database());
  settings.database = std::string(kFile) + path;
  return settings;
}

Result<security::SecretBox> existing_secret_box(const ServeSettings& settings) {
  FETTLE_TRY(box, security::load_master_keys(settings.master_key, environment));
  const auto path = key_beside(settings);
  std::error_code unknown;
  if (box.has_key() || path.empty() || !std::filesystem::exists(path, unknown)) return box;
  return security::load_master_keys(path, environment);
}

Result<security::SecretBox> service_secret_box(const ServeSettings& settings) {
  FETTLE_TRY(box, existing_secret_box(settings));
  const auto path = key_beside(settings);
  if (box.has_key() || path.empty()) return box;
  const auto made = security::create_master_key(path);
  if (!made && made.error().code != ErrorCode::kConflict) return std::unexpected(made.error());
  return security::load_master_keys(path, environment);
}

Result<Milliseconds> keep_output(const ServeSettings& settings) {
  constexpr int kDaysMax = 36'500;
  const auto& text = settings.keep_output_days;
  const auto* const end = text.data() + text.size();
  int days = 0;
  const auto read = std::from_chars(text.data(), end, days);
  if (read.ec == std::errc() && read.ptr == end && days >= 1 && days <= kDaysMax) {
    return std::chrono::hours(24) * days;
  }
  return fail(ErrorCode::kInvalid,
              fmt::format("keep-output-days {}: it is a whole number of days from 1 to {}", text,
                          kDaysMax));
}

}  // namespace fettle::app
