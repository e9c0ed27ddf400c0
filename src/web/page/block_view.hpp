#pragma once
// Draws blocks: each by the template of its name. Pure; one thread.

#include "web/page/block.hpp"
#include "web/page/scene.hpp"

#include <string>
#include <vector>

namespace web::page {

std::string draw(Scene& scene, const Notice& notice, bool announced);
std::string draw(Scene& scene, const std::vector<Block>& blocks);

}  // namespace web::page
