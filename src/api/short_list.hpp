// Short lists in the order in which things were made (usecases/listed.hpp): `limit` and `cursor`
// of a request. Lists that can be sorted stand in list.hpp.
#pragma once

#include "api/route.hpp"
#include "base/result.hpp"
#include "usecases/listed.hpp"

namespace fettle::api {

/// kMalformed where `limit` is no number from 1 to 200.
Result<usecases::ListRequest> list_request(const Call& call);

}  // namespace fettle::api
