#include "usecases/listed.hpp"

#include "base/id.hpp"

namespace fettle::usecases {
namespace {

constexpr int kLimitMax = 200;

}  // namespace

Result<store::IdPage> id_page(const ListRequest& request) {
  if (request.limit < 1 || request.limit > kLimitMax) {
    return fail(ErrorCode::kMalformed, "`limit` must be a number from 1 to 200");
  }
  if (!request.cursor.empty() && !is_id(request.cursor)) {
    return fail(ErrorCode::kMalformed, "`cursor` is not one that this list gave; begin without it");
  }
  return store::IdPage{.after = request.cursor, .rows = request.limit + 1};
}

}  // namespace fettle::usecases
