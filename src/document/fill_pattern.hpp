#pragma once
// The geometry of patterns, shared by SVG, PDF and PNG so that a legend reads alike in all. Pure.

namespace document {

constexpr double kPatternStep = 7;    // between lines or dots
constexpr double kPatternLine = 2.2;  // width of a line
constexpr double kPatternDotRadius = 1.6;
constexpr double kEmptyOutline = 1.2;  // of a shape filled with paper or a pattern

}  // namespace document
