#include "usecases/secrets/open_secrets.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>
#include <vector>

#include "base/enum_name.hpp"
#include "base/wipe.hpp"
#include "store/secret_store.hpp"
#include "usecases/sealed_places.hpp"
#include "usecases/secrets/secrets.hpp"

namespace fettle::usecases {

OpenSecrets::~OpenSecrets() {
  for (auto& [name, value] : values_) wipe(value);
}

void OpenSecrets::add(std::string name, std::string value) {
  values_.insert_or_assign(std::move(name), std::move(value));
}

Result<OpenSecrets> open_secrets(store::Connection& database, const security::SecretBox& box,
                                 std::string_view team, std::span<const std::string> names) {
  OpenSecrets opened;
  std::vector<std::string> missing;
  for (const auto& name : names) {
    FETTLE_TRY(row, store::find_secret_by_name(database, {team, name}));
    if (!row) {
      missing.push_back(name);
      continue;
    }
    // A plan is an engineer's to write; what opens servers is not theirs to read.
    if (row->kind != enum_name(SecretKind::kValue)) {
      return fail(ErrorCode::kForbidden,
                  fmt::format("{} opens servers (kind {}), and no step is given it: store a secret "
                              "of the kind value",
                              name, row->kind));
    }
    FETTLE_TRY(value, box.open(row->sealed, place_of_secret(*row)));
    opened.add(name, std::move(value));
  }
  if (missing.empty()) return opened;
  return fail(ErrorCode::kNotFound,
              fmt::format("the team has no secret of this name: {}; store it first",
                          fmt::join(missing, ", ")));
}

}  // namespace fettle::usecases
