// The catalogue's documents, read and filled in by the functions that Fettle itself uses. What
// can't be read is thrown with its diagnostics: a test that needs it can't go on.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_text.hpp"
#include "core/flow/bind.hpp"
#include "core/flow/flow.hpp"
#include "core/flow/recipe_catalogue.hpp"

namespace fettle::catalogue {

/// The markdown files of a folder of catalogue/, sorted.
std::vector<std::filesystem::path> documents(std::string_view folder);
std::string read(const std::filesystem::path& file);

/// `name` is a file of catalogue/flows, without its ending.
flow::Flow read_flow(std::string_view name);
/// Every recipe of the catalogue.
flow::RecipeCatalogue recipe_catalogue();
/// `flow` with its variables filled in and its recipes resolved.
flow::Flow ready(const flow::Flow& flow, const flow::Values& values);

/// The script of a recipe with its parameters filled in; defaults stand in for those not given.
std::string recipe_script(std::string_view slug, const flow::Values& values = {});

/// What the steps run on a target, in order: commands, conditions, checks and recipes' scripts.
std::vector<std::string> scripts(const std::vector<flow::Step>& steps);

}  // namespace fettle::catalogue
