package query

// triggers are terms of which at least one must hold wherever the node holds:
// the cheapest such set, nil if there is none.
func triggers(n *Node) []*Node {
	switch n.Op {
	case Not:
		return nil
	case And, Near:
		var best []*Node
		for _, kid := range n.Nodes {
			if found := triggers(kid); found != nil && (best == nil || dearness(found) < dearness(best)) {
				best = found
			}
		}
		return best
	case Or:
		var all []*Node
		for _, kid := range n.Nodes {
			found := triggers(kid)
			if found == nil {
				return nil
			}
			all = append(all, found...)
		}
		return all
	default:
		return []*Node{n}
	}
}

// dearness orders trigger sets: properties that every post has come last, then
// short words, which are common.
func dearness(nodes []*Node) int {
	sum := 0
	for _, n := range nodes {
		switch {
		case n.Op == Field:
			sum += 10_000
		default:
			sum += 100 / max(1, len(n.Text))
		}
		sum++
	}
	return sum
}
