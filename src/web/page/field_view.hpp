#pragma once
// Draws the fields of a form in the markup that GOV.UK Frontend has tested with screen readers. Pure; one
// thread.

#include "web/page/field.hpp"
#include "web/page/scene.hpp"

#include <string>

namespace web::page {

std::string draw(Scene& scene, const TextField& field);
std::string draw(Scene& scene, const TextArea& field);
std::string draw(Scene& scene, const Radios& field);
std::string draw(Scene& scene, const Checkboxes& field);
std::string draw(Scene& scene, const Select& field);
std::string draw(Scene& scene, const Hidden& field);

}  // namespace web::page
