// `fettle user ...`: help for those who are locked out of the service, on its database directly.
// What each does is in usecases/people/rescue.hpp; links go to standard output, and nowhere else.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

struct UsersOptions {
  std::string database;    ///< its address
  std::string public_url;  ///< that links begin with
  std::string email;
  std::string role = "owner";
  std::string team;  ///< its name; empty: the only one
  OutputFormat format = OutputFormat::kText;
};

/// Everybody of all teams. 0, or 2 where the database can't be read.
int list_users(const UsersOptions& options, const Console& console);
/// A link with which somebody joins. 0, or 2 with the reason.
int invite_user(const UsersOptions& options, const Console& console);
/// A link to choose a new password with. 0, or 2 with the reason.
int make_password_link(const UsersOptions& options, const Console& console);
/// Ends the wait after failed sign-ins. 0, or 2 with the reason.
int unlock_user(const UsersOptions& options, const Console& console);
/// Takes a lost second factor away. 0, or 2 with the reason.
int reset_second_factor(const UsersOptions& options, const Console& console);

}  // namespace fettle::cli
