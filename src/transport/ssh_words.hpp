// What ssh(1) says where trying again doesn't help, whoever started it. Pure text.
#pragma once

#include <string_view>

namespace fettle::transport {

bool is_ssh_refusal(std::string_view words);

}  // namespace fettle::transport
