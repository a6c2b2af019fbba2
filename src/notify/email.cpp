// Mail to one address, by the installation's mail server.
#include <fmt/format.h>

#include "notify/channel.hpp"
#include "notify/mail_address.hpp"

namespace fettle::notify {
namespace {

constexpr std::size_t kSubjectBytesMax = 150;

Request request(const Message& message, const Recipient& to) {
  const auto first_line = message.text.substr(0, message.text.find('\n'));
  return ports::Mail{
      .id = message.id,
      .to = to.address,
      .subject = fmt::format("{}: {}", title(message.event), cut(first_line, kSubjectBytesMax)),
      .text = fmt::format("{}\n\n{}\n\nDelivery {}\n", message.text, message.url, message.id)};
}

std::string problem(std::string_view address) {
  return is_mail_address(address) ? "" : "must be one mail address: ops@example.com";
}

}  // namespace

ChannelRow email() {
  return {ports::ChannelKind::kEmail, problem,
          [](std::string_view address) { return std::string(address); }, request};
}

}  // namespace fettle::notify
