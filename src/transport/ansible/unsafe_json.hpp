// Values for Ansible that Jinja never reads: marked as unsafe, as Ansible's own JSON has it, so
// that braces arrive as they were written. Pure text.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace fettle::transport {

/// `{"__ansible_unsafe": "text"}`. Ansible 2.9 and later take the text as it is. Where a template
/// is nothing but such a value, one that reads as a list or mapping of Python becomes that.
std::string unsafe_json(std::string_view text);

/// A text for a shell, with a blank before it, so that it is taken for no list.
std::string unsafe_script_json(std::string_view text);

/// `{"name": value, ...}` of values that are JSON.
std::string json_object(const std::map<std::string, std::string>& members);

}  // namespace fettle::transport
