#include "usecases/context.hpp"

#include "base/id.hpp"

namespace fettle::usecases {

std::string Context::new_id() const { return make_id(now, {random.bits(), random.bits()}); }

}  // namespace fettle::usecases
