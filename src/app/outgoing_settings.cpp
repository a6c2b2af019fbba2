#include "app/outgoing_settings.hpp"

#include <utility>

#include "base/regular_file.hpp"
#include "core/fleet/text.hpp"
#include "notify/mail_address.hpp"

namespace fettle::app {
namespace {

constexpr std::size_t kPasswordBytesMax = 4096;

Result<outgoing::SmtpTls> tls_of(const ServeSettings& settings) {
  if (settings.smtp_tls == "required") return outgoing::SmtpTls::kRequired;
  if (settings.smtp_tls == "off") return outgoing::SmtpTls::kOff;
  return fail(ErrorCode::kInvalid, "smtp-tls " + settings.smtp_tls + ": it is required or off");
}

Result<outgoing::Smtp> smtp_of(const ServeSettings& settings) {
  outgoing::Smtp smtp{
      .url = settings.smtp_url, .from = settings.smtp_from, .user = settings.smtp_user};
  FETTLE_TRY(tls, tls_of(settings));
  smtp.tls = tls;
  if (smtp.url.empty()) return smtp;
  if (!smtp.url.starts_with("smtp://") && !smtp.url.starts_with("smtps://")) {
    return fail(ErrorCode::kInvalid,
                "smtp-url " + fleet::quote(smtp.url) + ": it begins with smtp:// or smtps://");
  }
  if (!notify::is_mail_address(smtp.from)) {
    return fail(ErrorCode::kInvalid, "smtp-from: name the address that mail comes from");
  }
  if (!settings.smtp_password.empty()) {
    FETTLE_TRY(text, read_regular_file(settings.smtp_password, kPasswordBytesMax));
    smtp.password = fleet::trim(text);
  }
  return smtp;
}

}  // namespace

Result<outgoing::OutgoingSettings> outgoing_settings(const ServeSettings& settings) {
  auto addresses = outgoing::AddressRule::read(settings.allow_outgoing);
  if (!addresses) {
    return fail(ErrorCode::kInvalid, "allow-outgoing: " + addresses.error().message);
  }
  FETTLE_TRY(smtp, smtp_of(settings));
  return outgoing::OutgoingSettings{.addresses = *std::move(addresses),
                                    .authorities = settings.outgoing_ca,
                                    .smtp = std::move(smtp)};
}

}  // namespace fettle::app
