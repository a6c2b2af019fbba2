#include "store/natural_order.hpp"

#include <fmt/format.h>

namespace fettle::store {

std::string natural_key_sql(const Connection& connection, std::string_view sql) {
  const auto* const order = dynamic_cast<const NaturalOrder*>(&connection);
  return order != nullptr ? order->natural_key(sql) : fmt::format("lower({})", sql);
}

}  // namespace fettle::store
