// What can be said of a playbook before Ansible reads it: that it is a list of plays for the one
// target, asks nobody, and reaches for nothing of the machine that Ansible runs on. Modules, their
// arguments, roles and Jinja are Ansible's to judge, when it runs.
#pragma once

#include "base/diagnostic.hpp"
#include "base/source_text.hpp"
#include "core/document/byte_range.hpp"
#include "core/flow/recipe_catalogue.hpp"

namespace fettle::flow {

/// `range` is the playbook in `source`, the document of `recipe`.
void check_playbook(const SourceText& source, document::ByteRange range,
                    const RecipeDocument& recipe, Diagnostics& diagnostics);

}  // namespace fettle::flow
