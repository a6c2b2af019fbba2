#include "cli/users.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string_view>

#include "base/enum_name.hpp"
#include "base/json.hpp"
#include "cli/files.hpp"
#include "cli/service_context.hpp"
#include "cli/view/json_line.hpp"
#include "cli/view/safe_text.hpp"
#include "usecases/people/rescue.hpp"

namespace fettle::cli {
namespace {

using usecases::Context;

/// Opens the database, does `work`, and says what became of it.
template <class Work>
int with_service(const UsersOptions& options, const Console& console, std::string_view command,
                 Work work) {
  const auto done = [&]() -> Result<void> {
    FETTLE_TRY(service, ServiceContext::open(options.database, options.public_url, console));
    return work(service->context());
  }();
  if (done) return kExitDone;
  console.err << show(done.error(), fmt::format("fettle user {}", command), {});
  return kExitUsage;
}

std::string as_text(const std::vector<usecases::TeamMember>& everybody) {
  std::size_t width = 0;
  for (const auto& member : everybody) width = std::max(width, member.person.email.size());
  std::string text;
  for (const auto& [team, person] : everybody) {
    text += fmt::format(
        "{:<{}}  {:<8}  {}{}{}  {}\n", person.email, width, enum_name(person.role),
        person.is_active ? "active" : "let go", person.is_administrator ? ", administrator" : "",
        person.has_second_factor ? ", second factor" : "", safe_line(team, Charset::kUtf8));
  }
  return text;
}

Result<void> print_link(const Result<usecases::LinkView>& link, const Console& console) {
  if (!link) return std::unexpected(link.error());
  console.err << fmt::format("Works once, until {}:\n", to_whole_seconds(link->expires_at));
  console.out << link->url << "\n";
  return {};
}

}  // namespace

int list_users(const UsersOptions& options, const Console& console) {
  return with_service(options, console, "list", [&](Context& context) -> Result<void> {
    FETTLE_TRY(everybody, usecases::list_everybody(context));
    const bool json = options.format == OutputFormat::kJson;
    console.out << (json ? escape_controls(to_json(everybody)) + "\n" : as_text(everybody));
    return {};
  });
}

int invite_user(const UsersOptions& options, const Console& console) {
  return with_service(options, console, "invite", [&](Context& context) -> Result<void> {
    const auto role = enum_from_name<security::Role>(options.role);
    if (!role) {
      return fail(ErrorCode::kInvalid, fmt::format("there is no role {}; use one of {}",
                                                   safe_line(options.role, Charset::kUtf8),
                                                   list_enum_names<security::Role>()));
    }
    return print_link(usecases::invite_from_here(
                          context, {.email = options.email, .role = *role, .team = options.team}),
                      console);
  });
}

int make_password_link(const UsersOptions& options, const Console& console) {
  return with_service(options, console, "password", [&](Context& context) {
    return print_link(usecases::make_password_link_for(context, options.email), console);
  });
}

int unlock_user(const UsersOptions& options, const Console& console) {
  return with_service(options, console, "unlock",
                      [&](Context& context) { return usecases::unlock(context, options.email); });
}

int reset_second_factor(const UsersOptions& options, const Console& console) {
  return with_service(options, console, "reset-second-factor", [&](Context& context) {
    return usecases::reset_second_factor_of(context, options.email);
  });
}

}  // namespace fettle::cli
