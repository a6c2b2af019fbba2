// One's own name and settings. Settings are the dashboard's: small texts by name, which mean
// nothing here.
#pragma once

#include <boost/describe/class.hpp>

#include <map>
#include <optional>
#include <string>

#include "usecases/context.hpp"
#include "usecases/people/person.hpp"

namespace fettle::usecases {

using Settings = std::map<std::string, std::string>;

struct Profile {
  Person user;
  Settings settings;
  bool is_linked = false;  ///< to the identity provider's account
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Profile, (), (user, settings, is_linked, version))

Result<Profile> show_profile(Context& context);

struct UpdateProfile {
  std::optional<std::string> name;
  std::optional<Settings> settings;  ///< all of them; absent: as they are
};
BOOST_DESCRIBE_STRUCT(UpdateProfile, (), (name, settings))

/// `version` is the one that was seen. kStale, kInvalid.
Result<Profile> update_profile(Context& context, const UpdateProfile& in,
                               std::optional<std::int64_t> version);

}  // namespace fettle::usecases
