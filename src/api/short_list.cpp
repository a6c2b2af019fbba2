#include "api/short_list.hpp"

#include <charconv>

namespace fettle::api {

Result<usecases::ListRequest> list_request(const Call& call) {
  usecases::ListRequest request{.cursor = std::string(call.request.parameter("cursor"))};
  const auto text = call.request.parameter("limit");
  if (text.empty()) return request;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, request.limit);
  if (read.ec != std::errc() || read.ptr != end) request.limit = 0;  // the use case says why not
  return request;
}

}  // namespace fettle::api
