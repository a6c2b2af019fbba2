// The values of a team's secrets, for the steps that name them; server_access.hpp opens what opens
// servers. Never called for an answer of the API.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "security/secret_box.hpp"
#include "store/database/connection.hpp"

namespace fettle::usecases {

/// Values that are overwritten in memory when they go.
class OpenSecrets {
 public:
  OpenSecrets() = default;
  OpenSecrets(OpenSecrets&&) = default;
  OpenSecrets& operator=(OpenSecrets&&) = default;
  OpenSecrets(const OpenSecrets&) = delete;
  OpenSecrets& operator=(const OpenSecrets&) = delete;
  ~OpenSecrets();

  void add(std::string name, std::string value);
  /// By the names that were asked for.
  const std::map<std::string, std::string, std::less<>>& values() const { return values_; }

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

/// kNotFound names every one that the team hasn't got; kForbidden for one that opens servers;
/// kConflict where a master key is missing.
Result<OpenSecrets> open_secrets(store::Connection& database, const security::SecretBox& box,
                                 std::string_view team, std::span<const std::string> names);

}  // namespace fettle::usecases
