// Tokens: 256 random bits as text, of API clients, signed-in browsers and links that work once.
// The holder has the text, the database its SHA-256, so that who reads the database can't use one.
#pragma once

#include <string>
#include <string_view>

namespace fettle::security {

/// Of API tokens: what a search of leaked text finds them by.
inline constexpr std::string_view kApiTokenPrefix = "fettle_";

/// `prefix`, then 43 characters of base64's URL alphabet.
std::string make_token(std::string_view prefix = {});

/// As it is stored: 64 hexadecimal digits.
std::string hash_token(std::string_view token);

/// Takes the same time wherever the texts differ. Their length is no secret.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// What a page sends with each change, to show that it is ours: follows from the session's cookie,
/// which other sites make the browser send but can't read.
std::string csrf_token(std::string_view session_token);

}  // namespace fettle::security
